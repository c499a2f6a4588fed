import { render } from '@testing-library/react';
import { MessageText } from './messages';

describe('MessageText', () => {
  it('sets in code what stands in backticks, and nothing else', () => {
    const { container } = render(
      <MessageText>The entry `acme/` is not `org/project`.</MessageText>,
    );

    expect(
      [...container.querySelectorAll('code')].map(code => code.textContent),
    ).toEqual(['acme/', 'org/project']);
    expect(container).toHaveTextContent('The entry acme/ is not org/project.');
  });

  it.each(['a ` alone', '', '<b>``</b>'])('leaves %j as it is', text => {
    const { container } = render(<MessageText>{text}</MessageText>);

    expect(container.textContent).toBe(text);
    expect(container.querySelector('code, b')).toBeNull();
  });
});
