/** A piece, by UN/ECE Recommendation 20, whose codes GS1 uses for measures; serialised units are pieces. */
export const PIECE = 'H87';
