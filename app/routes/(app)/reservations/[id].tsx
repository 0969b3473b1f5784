import { ReservationPage } from "~/features/reservations/reservation-page.tsx";

export default ReservationPage;
