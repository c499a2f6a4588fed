/** `auth.type: token-exchange`, read and checked. */
export interface TokenExchangeSettings {
  /** Token endpoint of the security token service: https, or this machine. */
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  /** What the token is for. Default: the root of the instance's API. */
  resource?: string;
  audience?: string;
  scopes: string[];
  subjectTokenType: string;
}

/** A token as the service gave it out. */
export interface ExchangedToken {
  authorization: string;
  /** When it should be used no more, in milliseconds since 1970. */
  freshUntil: number;
  /** When it ends, in milliseconds since 1970; absent where the service does not tell. */
  expiresAt?: number;
}
