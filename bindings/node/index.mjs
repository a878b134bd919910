import liantu from './index.js';

export const { LiantuError, Session, Study, codes, open, openSync, version } = liantu;
export default liantu;
