// Copydesk as `npm start` runs it. The settings are in the environment: only limits, none of them for speed.
import '../../../src/main.ts';
