// What Voilà's script calls while it loads. The page shows itself once its forms are there.
"use strict";
window.voila_heartbeat = window.voila_process = window.voila_finish = window.display_cells = () => {};
