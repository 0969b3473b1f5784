import { DealersPage } from "~/features/organizations/dealers-page.tsx";

export default DealersPage;
