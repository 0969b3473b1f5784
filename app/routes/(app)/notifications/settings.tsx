import { PreferencesPage } from "~/features/notifications/preferences-page.tsx";

export default PreferencesPage;
