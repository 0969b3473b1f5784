import { ComparePage } from "~/features/inspections/compare-page.tsx";

export default ComparePage;
