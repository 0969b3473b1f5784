import { ReservationsPage } from "~/features/reservations/reservations-page.tsx";

export default ReservationsPage;
