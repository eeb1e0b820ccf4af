import type { ExplainPage } from '../page.ts';

export const page: ExplainPage = {
  name: 'metrics',
  rung: 11.5,
  title: { en: 'Measuring forgeries', ko: '위작을 재는 자' },
  line: {
    en: 'Good forgeries are like real pictures, and as varied. Spoil a set of real ones by hand and see which measure notices.',
    ko: '좋은 위작은 진품을 닮고, 진품만큼 다양합니다. 진짜 그림 한 벌을 손수 망쳐 보고 어느 자가 알아채는지 보세요.',
  },
  parts: [{ en: 'Real pictures, made worse', ko: '진짜 그림을 나쁘게 만들기' }],
  tries: [
    {
      en: 'Keep all pictures sharp but drop half of the classes.',
      ko: '그림은 그대로 두고 클래스의 절반을 빼 보세요.',
    },
    { en: 'Keep twenty pictures and copy them.', ko: '그림 스무 장만 남기고 복사해 보세요.' },
    {
      en: 'Add noise of 20 grey levels, which the eye hardly minds.',
      ko: '눈에 거의 거슬리지 않게 회색 20단계만큼 잡음을 더해 보세요.',
    },
  ],
  notices: [
    {
      en: 'The Inception Score counts kinds that are clear: it sees lost classes at once, and hardly sees that twenty pictures were copied.',
      ko: '인셉션 점수는 또렷한 종류가 몇인지만 셉니다. 클래스가 빠지면 바로 알지만, 스무 장의 복사는 거의 모릅니다.',
    },
    {
      en: 'Precision asks whether pictures are credible, recall whether all kinds are there: copies keep the first and lose the second.',
      ko: '정밀도는 그럴듯한지를, 재현율은 모든 종류가 있는지를 묻습니다. 복사는 앞의 것을 지키고 뒤의 것을 잃습니다.',
    },
    {
      en: 'The Frechet distance notices each of the four once there is enough of it, and never says which it was.',
      ko: '프레셰 거리는 넷 가운데 무엇이든 심해지면 알아채지만, 그것이 무엇이었는지는 말하지 않습니다.',
    },
  ],
  say: [
    {
      en: 'People are the judges in this game. Machines judge too, by numbers; here we test the judges.',
      ko: '이 놀이에서는 사람이 심판입니다. 기계도 수로 심판합니다. 여기서는 그 심판들을 시험합니다.',
    },
    {
      en: 'All of these measures read pictures through a classifier: 128 numbers a picture. They compare clouds of such numbers.',
      ko: '이 자들은 모두 분류기를 거쳐 그림을 읽습니다. 그림 하나가 수 128개이고, 그런 수들의 구름을 견줍니다.',
    },
    {
      en: 'The Frechet distance compares mean and covariance of two clouds, as if both were Gaussian (with the features of the Inception network it is called FID); the kernel distance compares them without that assumption.',
      ko: '프레셰 거리는 두 구름이 가우시안인 것처럼 평균과 공분산을 견줍니다(인셉션 망의 특징으로 재면 FID라고 부릅니다). 커널 거리는 그런 가정 없이 견줍니다.',
    },
    {
      en: 'The Inception score asks only: is each picture clearly something, and are there many kinds?',
      ko: '인셉션 점수가 묻는 것은 둘뿐입니다. 그림마다 무엇인지 분명한가, 종류는 여럿인가?',
    },
    {
      en: 'Fidelity and diversity are two things. A single number hides which of them is missing.',
      ko: '충실함과 다양함은 서로 다릅니다. 수 하나로는 어느 쪽이 모자란지 알 수 없습니다.',
    },
  ],
};
