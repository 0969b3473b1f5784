import { LabelsPage } from "~/features/labels/labels-page.tsx";

export default LabelsPage;
