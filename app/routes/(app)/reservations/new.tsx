import { NewReservationPage } from "~/features/reservations/new-reservation-page.tsx";

export default NewReservationPage;
