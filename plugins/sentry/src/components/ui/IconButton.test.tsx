import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IconButton } from './buttons';

describe('a button that is an icon alone', () => {
  it('has a name, and shows the keyboard what it does', async () => {
    render(<IconButton label="Next" tip="Next (j)" icon={<svg />} />);
    expect(screen.queryByRole('tooltip')).toBeNull();
    await userEvent.tab();

    expect(screen.getByRole('button', { name: 'Next' })).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent('Next (j)');
  });

  it('shows its name where there is no more to say', async () => {
    const onPress = jest.fn();
    render(<IconButton label="Close" icon={<svg />} onPress={onPress} />);
    await userEvent.tab();
    expect(await screen.findByRole('tooltip')).toHaveTextContent('Close');

    await userEvent.keyboard('{Enter}');
    expect(onPress).toHaveBeenCalledTimes(1);
  });
});
