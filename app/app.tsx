import "./app.css";
import { Router } from "@solidjs/router";
import { FileRoutes } from "@solidjs/start/router";
import { ErrorBoundary, Suspense } from "solid-js";
import { CrashPage } from "./features/shell/crash-page.tsx";
import { RouteFocus } from "./features/shell/route-focus.tsx";
import { UpdatePrompt } from "./features/shell/update-prompt.tsx";

export default function App() {
  return (
    <Router
      root={(props) => (
        <ErrorBoundary
          fallback={(error: unknown, reset) => (
            <main>
              <CrashPage error={error} onRetry={reset} />
            </main>
          )}
        >
          <RouteFocus />
          <Suspense>{props.children}</Suspense>
          <UpdatePrompt />
        </ErrorBoundary>
      )}
    >
      <FileRoutes />
    </Router>
  );
}
