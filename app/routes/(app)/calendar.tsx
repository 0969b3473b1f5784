import { CalendarPage } from "~/features/calendar/calendar-page.tsx";

export default CalendarPage;
