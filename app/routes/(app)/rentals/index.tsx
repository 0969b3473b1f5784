import { RentalsPage } from "~/features/rentals/rentals-page.tsx";

export default RentalsPage;
