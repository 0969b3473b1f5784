import { TaskPage } from "~/features/tasks/task-page.tsx";

export default TaskPage;
