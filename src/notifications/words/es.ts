import type { Words } from './words.js';

export const es: Words = {
  locale: 'es-ES',
  subject: {
    urgent: 'URGENTE',
    exercise: 'SIMULACRO',
    test: 'PRUEBA',
    internal: 'INTERNO',
    furtherWave: 'NUEVA OLEADA',
    andMore: (count) => `y ${count} más`,
  },
  safetyRecall: 'Recuperación de un producto por motivos de seguridad',
  kinds: {
    RECALL: 'Retirada de producto',
    CORRECTION: 'Corrección de producto',
    MARKET_WITHDRAWAL: 'Retirada del mercado',
    STOCK_RECOVERY: 'Recuperación de existencias',
    MOCK: 'Simulacro de retirada',
  },
  greeting: 'A quien corresponda:',
  greetingByName: (name) => `Buenos días, ${name}:`,
  opening: {
    RECALL: (company) => `${company} retira y recupera los productos indicados a continuación.`,
    CORRECTION: (company) => `${company} corrige los productos indicados a continuación.`,
    MARKET_WITHDRAWAL: (company) => `${company} retira del mercado los productos indicados a continuación.`,
    STOCK_RECOVERY: (company) => `${company} recupera sus existencias de los productos indicados a continuación.`,
    MOCK: (company) =>
      `${company} está realizando un simulacro de retirada. No se retira ningún producto; le pedimos únicamente que confirme que ha recibido este mensaje.`,
  },
  basis: {
    exact: 'Según nuestros registros, usted recibió estos productos.',
    mayHave:
      'Según nuestros registros, no se puede descartar que usted recibiera estos productos. Le rogamos que lo compruebe.',
    mayHaveMore: 'No se puede descartar que usted recibiera más de estos productos. Le rogamos que lo compruebe.',
    carrier: 'Según nuestros registros, usted transporta o ha transportado estos productos.',
  },
  news: {
    WAVE_PROPOSED:
      'Desde que se inició esta medida sabemos más sobre estas mercancías: a quién llegaron o qué forma parte de ellas. En Retrace se propone una nueva oleada. No se avisa a nadie fuera de la empresa hasta que una segunda persona la inicie.',
    MORE_THAN_BEFORE:
      'Ya le hemos escrito sobre este asunto. Ahora sabemos que recibió, o pudo recibir, más productos u otros lotes.',
  },
  stop: {
    BUSINESS:
      'Deje inmediatamente de usar, vender y enviar estos productos, y manténgalos separados de las demás mercancías.',
    CONSUMER: 'Deje inmediatamente de usar estos productos.',
    CARRIER: 'No entregue estos productos. Reténgalos, manténgalos separados de las demás mercancías y llámenos.',
    INTERNAL:
      'Dejen inmediatamente de usar, vender y enviar estos productos, y manténganlos separados de las demás mercancías.',
  },
  correctFirst:
    'No use, venda ni envíe estos productos hasta haber seguido las instrucciones que figuran a continuación.',
  passOn: {
    BUSINESS:
      'Si ha suministrado alguno de estos productos a otros, avise inmediatamente a sus propios clientes y entrégueles este aviso.',
    CONSUMER: 'Le rogamos que haga llegar este aviso a cualquier persona que pueda tener alguno de estos productos.',
  },
  internal: 'Este aviso se dirige a nuestro personal. A clientes y transportistas se les comunican los mismos hechos.',
  headings: {
    products: 'Productos afectados',
    reason: 'Motivo',
    hazard: 'El riesgo',
    whatToDo: 'Qué debe hacer',
    remedy: 'A qué tiene derecho',
    contact: 'Preguntas',
    answer: 'Su respuesta',
  },
  labels: {
    reference: 'Número de la retirada',
    recallClass: 'Clase',
    issuedOn: 'Fecha',
    brand: 'Marca',
    gtin: 'GTIN',
    batch: 'Lote',
    producedOn: 'fabricado el',
    expiresOn: 'caduca el',
    serials: 'Números de serie',
    quantity: 'Cantidad que usted recibió',
    references: 'Sus pedidos o entregas',
    phone: 'Teléfono',
    email: 'Correo electrónico',
  },
  invitation: {
    text: 'Confirme, por favor, que ha leído este aviso e indíquenos cuántos de estos productos tiene todavía, aunque no le quede ninguno.',
    by: (date) => `Le rogamos que responda a más tardar el ${date}.`,
    button: 'Responder ahora',
    personal: 'Este enlace es solo para usted. No necesita contraseña.',
  },
  answer: {
    title: 'Respuesta a un aviso de retirada',
    intro: (company, reference) => `${company} necesita su respuesta al aviso ${reference}.`,
    confirm: 'He leído y comprendido el aviso.',
    quantities: 'Qué ha sido de los productos',
    received: (quantity) => `Según nuestros registros, usted recibió ${quantity}.`,
    onHand: 'Todavía en su poder',
    soldOn: 'Vendidos o entregados a otros',
    returned: 'Devueltos',
    destroyed: 'Destruidos',
    remarks: 'Observaciones',
    signedBy: 'Su nombre',
    optional: 'opcional',
    send: 'Enviar respuesta',
    answeredBefore: (date) =>
      `Usted respondió el ${date}. Si algo ha cambiado, responda de nuevo; vale la última respuesta.`,
    thanks: 'Gracias',
    thanksText: 'Hemos recibido su respuesta. Puede corregirla abriendo de nuevo el enlace.',
    errors: {
      heading: 'Su respuesta no se ha enviado',
      linkNotValid:
        'Este enlace no es válido o ya no lo es. Utilice el teléfono o el correo electrónico que figuran en el aviso.',
      notConfirmed: 'Confirme, por favor, que ha leído el aviso.',
      notANumber: 'Introduzca un número igual o mayor que 0.',
      thousandOrDecimals:
        'Escriba mil como 1000, sin punto, coma ni espacio, y los decimales con una, dos o cuatro cifras (1,5).',
      nothingGiven: 'Indique al menos una cantidad, aunque sea 0.',
      tooMuch: 'Es más de lo que usted recibió. Compruébelo, por favor.',
      tooLong: 'Este texto es demasiado largo.',
      tooManyRequests: 'Demasiados intentos. Espere un minuto e inténtelo de nuevo.',
      tryLater: 'No se ha podido guardar su respuesta. Inténtelo de nuevo dentro de unos minutos.',
    },
  },
};
