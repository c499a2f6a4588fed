/** As many as stand in one line where there is room, and in two where there is little. */
export const mostShown = 4;
