/** A photograph made fit is smaller, a film is larger. */
export const LARGE_BYTES = 1.5 * 1024 * 1024;

/**
 * Whether a file of so many bytes may come after the record that names it. A phone that saves data keeps it until there is Wi-Fi; what it
 * has to be, by its hash, stands in the record's event from the beginning.
 */
export const mayFollow = (bytes: number): boolean => bytes > LARGE_BYTES;
