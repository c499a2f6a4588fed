/** Secrets that show what they are, by themselves or by what stands before them. */
const forms: [
  pattern: RegExp,
  instead: string | ((match: string, rest?: string) => string),
][] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]{16,}/gi, '$1 [removed]'],
  // Sentry's
  [/\bsntry[a-z]_[\w+/=-]+/gi, '[removed]'],
  // JSON Web Tokens, which begin with an object. What is none is passed over as a whole: in
  // it, there would be none either.
  [
    /\beyJ[\w-]{8,}(\.[\w.-]{8,})?/g,
    (match, rest) => (rest ? '[removed]' : match),
  ],
  // GitHub's, GitLab's, npm's
  [
    /\b(?:gh[opsru]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|npm_\w{30,})/g,
    '[removed]',
  ],
  // Slack's
  [/\bxox[a-z]-[\w-]{10,}/g, '[removed]'],
  [
    /\b(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/)[\w/-]{8,}/gi,
    '$1[removed]',
  ],
  // OpenAI's and Anthropic's, Hugging Face's, SendGrid's
  [
    /\b(?:sk-(?:proj|svcacct|admin|ant)-[\w-]{12,}|sk-[A-Za-z0-9]{32,}|hf_[A-Za-z0-9]{20,}|SG\.[\w-]{16,}\.[\w-]{16,})/g,
    '[removed]',
  ],
  // Stripe's
  [/\b[rs]k_(?:live|test)_\w{10,}/g, '[removed]'],
  // Of Amazon and Google
  [/\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{30,})/g, '[removed]'],
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^]{0,4000}?(?:-----END[^-]{0,60}-----|$)/g,
    '[removed]',
  ],
];

/** A text without what is plainly a credential, whatever it is said of. */
export function withoutCredentialForms(text: string): string {
  return forms.reduce(
    (before, [pattern, to]) =>
      typeof to === 'string'
        ? before.replace(pattern, to)
        : before.replace(pattern, to),
    text,
  );
}
