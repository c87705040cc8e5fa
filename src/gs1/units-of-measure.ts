/*
 * The units in which goods are counted or measured, by their codes in UN/ECE Recommendation 20 (revision 17, 2021), which
 * EPCIS 2.0 prescribes for quantities. Left out is what no goods are counted in: times, speeds, pressures, rates and the like.
 *
 * Factors are exact by definition, not the rounded ones that the recommendation prints (it has the troy ounce wrong by ten):
 * of one international inch and pound by the agreement of 1959 (0.0254 m and 0.45359237 kg), the US gallon of 231 and the US
 * bushel of 2150.42 cubic inches (NIST Handbook 44, Appendix C), and the imperial gallon of 4.54609 litres (UK Units of
 * Measurement Regulations 1995). What has no exact decimal, as US survey feet, is a unit by itself.
 */

/** Codes, each followed by how many of its dimension's unit it is. */
type Factors = string;

/** In kilograms. Net of something is of goods as others are; gross, dry or of a named substance, a kilogram is another thing. */
const MASS: Factors = `
  KGM 1  GRM 0.001  MGM 0.000001  MC 0.000000001  HGM 0.1  DJ 0.01  DG 0.0001  CGM 0.00001  TNE 1000  2U 1000
  KTN 1000000  DTN 100  58 1  HKM 100  M86 0.5  CTM 0.0002  LBR 0.45359237  PN 0.45359237  ONZ 0.028349523125
  OZ 0.028349523125  GRN 0.00006479891  DRI 0.0017718451953125  STI 6.35029318  QTR 12.70058636  CWA 45.359237
  CNT 45.359237  CWI 50.80234544  STN 907.18474  NT 907.18474  LTN 1016.0469088  APZ 0.0311034768  LBT 0.3732417216
  DWT 0.00155517384  DRA 0.0038879346  SCR 0.0012959782
`;

/** In litres. */
const VOLUME: Factors = `
  LTR 1  MLT 0.001  CLT 0.01  DLT 0.1  A44 10  HLT 100  K6 1000  D40 1000  MAL 1000000  4G 0.000001  Q34 0.000000001
  Q33 0.000000000001  Q32 0.000000000000001  MMQ 0.000001  CMQ 0.001  DMQ 1  MTQ 1000  G26 1000  DMA 1000000
  H19 1000000000  H20 1000000000000  FF 100000  R9 1000000  HMQ 1000000000  INQ 0.016387064  FTQ 28.316846592
  YDQ 764.554857984  HH 2831.6846592  FC 28316.846592  GLI 4.54609  PTI 0.56826125  QTI 1.1365225  OZI 0.0284130625
  GII 0.1420653125  L43 9.09218  BUI 36.36872  B4 163.65924  J57 159.11315  GLL 3.785411784  WG 3.785411784
  T6 3785.411784  PTL 0.473176473  PT 0.473176473  QTL 0.946352946  QT 0.946352946  OZA 0.0295735295625
  GIA 0.11829411825  G21 0.2365882365  G24 0.01478676478125  G25 0.00492892159375  BLL 158.987294928
  GLD 4.40488377086  PTD 0.5506104713575  L61 0.5506104713575  QTD 1.101220942715  L62 1.101220942715
  G23 8.80976754172  BUA 35.23907016688  BLD 115.627123584  BFT 2.359737216  BP 235.9737216  MBF 2359.737216
  M68 3624.556363776  WCD 3624.556363776  WSD 4672.27968768  L84 1189.307556864  L86 1132.67386368  M70 2831.6846592
`;

/** In metres. */
const LENGTH: Factors = `
  MTR 1  LM 1  DMT 0.1  CMT 0.01  MMT 0.001  4H 0.000001  C45 0.000000001  A11 0.0000000001  A45 10  HMT 100
  JPS 100  KMT 1000  KTM 1000  MAM 1000000  INH 0.0254  M7 0.0000000254  77 0.0000254  FOT 0.3048  LF 0.3048
  HL 30.48  YRD 0.9144  LY 0.9144  AK 1.8288  F49 5.0292  X1 20.1168  LK 0.201168  M50 201.168  SMI 1609.344
  NMI 1852
`;

/** In square metres. */
const AREA: Factors = `
  MTK 1  DMK 0.01  CMK 0.0001  MMK 0.000001  H30 0.000000000001  56 100  ARE 100  H16 100  DAA 1000  HAR 10000
  H18 10000  KMK 1000000  INK 0.00064516  TI 0.64516  FTK 0.09290304  SQR 9.290304  YDK 0.83612736
  MIK 2589988.110336  BB 20.2322176
`;

/**
 * In pieces. A quantity names a product and a batch, so a piece, an each, a one and an article are all one trade item of that
 * GTIN. PCE is the older code for a piece, of UN/EDIFACT.
 */
const COUNT: Factors = `
  H87 1  EA 1  C62 1  NAR 1  PCE 1  DZN 12  DPC 12  SCO 20  CEN 100  HC 100  GRO 144  GGR 1728  MIL 1000  T3 1000
  MIO 1000000
`;

/** A pair, a set or a pack may be the trade item itself or two and more of them, which nothing says; so they are no pieces. */
const PAIRS: Factors = `
  PR 1  NPR 1  TPR 10  DPR 12
`;
const SETS: Factors = `
  SET 1  TST 10
`;
const PACKS: Factors = `
  NMP 1  DZP 12  CNP 100
`;

const INTERNATIONAL_UNITS: Factors = `
  NIU 1  HIU 100  MIU 1000000
`;
const PURE_ALCOHOL: Factors = `
  LPA 1  HPA 100
`;
const CIGARETTES: Factors = `
  STK 1  E12 1000
`;
const BECQUERELS: Factors = `
  BQL 1  2Q 1000  4N 1000000  GBQ 1000000000
`;

/** By the unit in which everything of a dimension is added up. */
export const DIMENSIONS: Readonly<Record<string, Factors>> = {
  H87: COUNT,
  KGM: MASS,
  LTR: VOLUME,
  MTR: LENGTH,
  MTK: AREA,
  PR: PAIRS,
  SET: SETS,
  NMP: PACKS,
  NIU: INTERNATIONAL_UNITS,
  LPA: PURE_ALCOHOL,
  STK: CIGARETTES,
  BQL: BECQUERELS,
};

/** What is only ever added up with itself: masses and volumes of a kind, counts of particular things, and doses. */
export const BY_ITSELF = `
  E4 KIC KIP GIC GIP TIC TIP GDW HDW MND KDW W2 WB WE DB DT E28 MD FL LP 24 27 B3 CTG CTN F13 M85 D04
  KNS KSD KCC KHY KMA KNI KPH KPO KPP KSH KUR KWO GFI LUB TMS ODE ODG ODK ODM ASM ASU
  NM3 SM3 STL DMO PFL PGL EQ M67 M69 NL 14
  ACR M47 M48 E19 M49 M51 M52 H79 AWG HA LN FBM H80 H77 R1 N3 H82
  C34 C18 B45 FH KAT CUR MCU M5 2R AQ E25 E27 E53 E55 U1 U2 SYR PTN Q3 13
  10 11 15 5B AA AB AS AY C9 CG D63 D65 DRL E23 E30 H21 HBX HEA JNT JWL KA KT LEF CLF LO LR MBE NCL NPT OA PD QR
  RM SQ SR STC STW SW TP P5 TTS Z11 ZP ZZ 20 21 E22 SX
  AM AV BD BE BG BJ BK BL BO BR BT BX CA CH CJ CL CO CQ CR CS CT CU CV CY D97 DR EV JG JR KG MT NRL PA PF PG PK PL PU
  RD RG RL RO SA SL SO ST SV TK TN TU TY VI VQ Z2 Z3 Z4
`;
