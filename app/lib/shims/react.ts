/**
 * Stands in for `react` at build time. The query utilities of `@trpc/react-query` render nothing; the module only asks
 * for `createContext` while it loads. A hook reached by mistake fails loudly instead of dragging React in.
 */
function notHere(): never {
  throw new Error("React is not part of this application: use @tanstack/solid-query");
}

export const createContext = () => null;
export const createElement = notHere;
export const useCallback = notHere;
export const useContext = notHere;
export const useEffect = notHere;
export const useMemo = notHere;
export const useRef = notHere;
export const useState = notHere;
