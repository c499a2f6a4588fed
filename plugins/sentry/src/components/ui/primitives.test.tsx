import { render, screen } from '@testing-library/react';
import { Nothing } from './primitives';

describe('Nothing', () => {
  it('is a dash to the eye, and says to the ear what it means', () => {
    render(<Nothing label="Nobody" />);

    expect(screen.getByText('–')).toHaveAttribute('aria-hidden', 'true');
    expect(screen.getByText('Nobody')).toBeInTheDocument();
    expect(screen.queryByTitle('Nobody')).toBeNull();
  });

  it('has its meaning as a tooltip, too, with `withTitle`', () => {
    render(<Nothing label="Sentry is down" withTitle />);

    expect(screen.getByTitle('Sentry is down')).toHaveTextContent('–');
  });
});
