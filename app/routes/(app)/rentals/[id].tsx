import { RentalPage } from "~/features/rentals/rental-page.tsx";

export default RentalPage;
