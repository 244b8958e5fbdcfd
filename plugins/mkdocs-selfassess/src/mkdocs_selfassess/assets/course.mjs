// Course: brings the learner's part, which a page with a test does not wait for.

import { load } from "./session.mjs";

load("./learner.mjs", () => import("./learner.mjs")).catch(console.error);
