import { TasksPage } from "~/features/tasks/tasks-page.tsx";

export default TasksPage;
