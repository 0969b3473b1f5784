import { CalendarPage } from "~/features/tasks/calendar-page.tsx";

export default CalendarPage;
