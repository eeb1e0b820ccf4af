import { render } from 'preact';
import './style/tokens.css';
import './style/base.css';
import './style/controls.css';
import './style/furniture.css';
import { setupLanguage } from './i18n/index.ts';
import { App } from './shell/App.tsx';
import { followLinks } from './shell/router.ts';
import { loadKoreanFaces } from './style/fonts.ts';

await setupLanguage();
followLinks();
const root = document.getElementById('app');
if (root === null) throw new Error('Expected an element #app in the page.');
render(<App />, root);
void loadKoreanFaces();
