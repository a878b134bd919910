export * from './index.js';
import * as liantu from './index.js';
export default liantu;
