import { OurDealersPage } from "~/features/organizations/our-dealers-page.tsx";

export default OurDealersPage;
