// Latin titles at once; Korean faces come in slices, each fetched when a letter of it is on the page.
import '@fontsource/playfair-display/latin-700.css';

/** The Korean faces: their style sheets list some hundred slices, so they load after the first drawing. */
export async function loadKoreanFaces(): Promise<void> {
  await Promise.all([
    import('@fontsource-variable/noto-sans-kr/wght.css'),
    import('@fontsource/nanum-myeongjo/800.css'),
  ]);
}
