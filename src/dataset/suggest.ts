/** What people write to choose a format; the extension of the address chooses it. */
export const formatParameter = 'format'
