import type { Words } from './words.js';

export const pt: Words = {
  locale: 'pt-PT',
  subject: {
    urgent: 'URGENTE',
    exercise: 'EXERCÍCIO',
    test: 'TESTE',
    internal: 'INTERNO',
    furtherWave: 'NOVA VAGA',
    andMore: (count) => `e mais ${count}`,
  },
  safetyRecall: 'Recolha de um produto por razões de segurança',
  kinds: {
    RECALL: 'Recolha de produto',
    CORRECTION: 'Correção de produto',
    MARKET_WITHDRAWAL: 'Retirada do mercado',
    STOCK_RECOVERY: 'Recuperação de existências',
    MOCK: 'Exercício de recolha',
  },
  greeting: 'Exmos. Senhores,',
  greetingByName: (name) => `Bom dia, ${name},`,
  opening: {
    RECALL: (company) => `A empresa ${company} está a recolher os produtos abaixo indicados.`,
    CORRECTION: (company) => `A empresa ${company} está a corrigir os produtos abaixo indicados.`,
    MARKET_WITHDRAWAL: (company) => `A empresa ${company} está a retirar do mercado os produtos abaixo indicados.`,
    STOCK_RECOVERY: (company) => `A empresa ${company} está a recuperar as existências dos produtos abaixo indicados.`,
    MOCK: (company) =>
      `A empresa ${company} está a realizar um exercício de recolha. Nenhum produto está a ser recolhido; pedimos apenas que confirme a receção desta mensagem.`,
  },
  basis: {
    exact: 'De acordo com os nossos registos, recebeu estes produtos.',
    mayHave:
      'De acordo com os nossos registos, não se pode excluir que tenha recebido estes produtos. Pedimos que verifique.',
    mayHaveMore: 'Não se pode excluir que tenha recebido mais destes produtos. Pedimos que verifique.',
    carrier: 'De acordo com os nossos registos, transporta ou transportou estes produtos.',
  },
  news: {
    WAVE_PROPOSED:
      'Desde o início desta medida, soube-se mais sobre estas mercadorias: a quem chegaram ou o que faz parte delas. No Retrace está proposta uma nova vaga. Ninguém fora da empresa é avisado antes de uma segunda pessoa a iniciar.',
    MORE_THAN_BEFORE:
      'Já lhe escrevemos sobre este assunto. Sabemos agora que recebeu, ou pode ter recebido, mais produtos ou outros lotes.',
  },
  stop: {
    BUSINESS:
      'Deixe imediatamente de utilizar, vender e expedir estes produtos e mantenha-os separados das outras mercadorias.',
    CONSUMER: 'Deixe imediatamente de utilizar estes produtos.',
    CARRIER: 'Não entregue estes produtos. Retenha-os, mantenha-os separados das outras mercadorias e telefone-nos.',
    INTERNAL:
      'Deixem imediatamente de utilizar, vender e expedir estes produtos e mantenham-nos separados das outras mercadorias.',
  },
  correctFirst: 'Não utilize, venda nem expeça estes produtos antes de seguir as instruções abaixo.',
  passOn: {
    BUSINESS:
      'Se forneceu algum destes produtos a terceiros, avise imediatamente os seus próprios clientes e transmita-lhes este aviso.',
    CONSUMER: 'Pedimos que transmita este aviso a todas as pessoas que possam ter um destes produtos.',
  },
  internal:
    'Este aviso destina-se ao nosso pessoal. Os clientes e os transportadores são informados dos mesmos factos.',
  headings: {
    products: 'Produtos afetados',
    reason: 'Motivo',
    hazard: 'O risco',
    whatToDo: 'O que deve fazer',
    remedy: 'A que tem direito',
    contact: 'Perguntas',
    answer: 'A sua resposta',
  },
  labels: {
    reference: 'Número da recolha',
    recallClass: 'Classe',
    issuedOn: 'Data',
    brand: 'Marca',
    gtin: 'GTIN',
    batch: 'Lote',
    producedOn: 'produzido em',
    expiresOn: 'válido até',
    serials: 'Números de série',
    quantity: 'Quantidade que recebeu',
    references: 'As suas encomendas ou entregas',
    phone: 'Telefone',
    email: 'E-mail',
  },
  invitation: {
    text: 'Confirme, por favor, que leu este aviso e indique-nos quantos destes produtos ainda tem, mesmo que não tenha nenhum.',
    by: (date) => `Pedimos a sua resposta até ${date}.`,
    button: 'Responder agora',
    personal: 'Esta ligação destina-se apenas a si. Não precisa de palavra-passe.',
  },
  answer: {
    title: 'Resposta a um aviso de recolha',
    intro: (company, reference) => `A empresa ${company} precisa da sua resposta ao aviso ${reference}.`,
    confirm: 'Li e compreendi o aviso.',
    quantities: 'O que foi feito dos produtos',
    received: (quantity) => `De acordo com os nossos registos, recebeu ${quantity}.`,
    onHand: 'Ainda em seu poder',
    soldOn: 'Vendidos ou cedidos',
    returned: 'Devolvidos',
    destroyed: 'Destruídos',
    remarks: 'Observações',
    signedBy: 'O seu nome',
    optional: 'facultativo',
    send: 'Enviar resposta',
    answeredBefore: (date) => `Respondeu em ${date}. Se algo mudou, responda de novo; conta a última resposta.`,
    thanks: 'Obrigado',
    thanksText: 'Recebemos a sua resposta. Pode corrigi-la abrindo de novo a ligação.',
    errors: {
      heading: 'A sua resposta não foi enviada',
      linkNotValid:
        'Esta ligação não é válida ou deixou de o ser. Utilize o número de telefone ou o e-mail indicados no aviso.',
      notConfirmed: 'Confirme, por favor, que leu o aviso.',
      notANumber: 'Introduza um número igual ou superior a 0.',
      thousandOrDecimals:
        'Escreva mil como 1000, sem ponto, vírgula nem espaço, e os decimais com um, dois ou quatro algarismos (1,5).',
      nothingGiven: 'Indique pelo menos uma quantidade, mesmo que seja 0.',
      tooMuch: 'É mais do que recebeu. Verifique, por favor.',
      tooLong: 'Este texto é demasiado longo.',
      tooManyRequests: 'Demasiadas tentativas. Aguarde um minuto e tente de novo.',
      tryLater: 'Não foi possível guardar a sua resposta. Tente de novo dentro de alguns minutos.',
    },
  },
};
