/// <reference types="vite/client" />
/// <reference types="vite-plugin-pwa/solid" />
/// <reference types="@solidjs/start/env" />
