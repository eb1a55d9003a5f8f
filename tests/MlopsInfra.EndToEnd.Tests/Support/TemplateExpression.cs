using System.Text.Json.Nodes;

namespace MlopsInfra.EndToEnd.Tests.Support;

/// <summary>
/// Evaluates template expressions: calls, texts in single quotation marks, members and indices. Knows no function by itself.
/// </summary>
/// <param name="call">Calls a function.</param>
internal sealed class TemplateExpression(Func<string, IReadOnlyList<JsonNode?>, Task<JsonNode?>> call)
{
    private string _text = "";
    private int _at;

    /// <summary>The value of an expression, without the brackets around it.</summary>
    public async Task<JsonNode?> EvaluateAsync(string text)
    {
        (_text, _at) = (text, 0);
        var value = await ValueAsync();
        return _at == _text.Length ? value : throw new FormatException($"What stands at {_at} is not understood: {_text}");
    }

    private async Task<JsonNode?> ValueAsync()
    {
        var value = Peek() == '\'' ? JsonValue.Create(Text()) : await CallAsync();
        while (Peek() is '.' or '[')
        {
            if (Take() == '.') value = value!.AsObject()[Name()];
            else
            {
                var end = _text.IndexOf(']', _at);
                value = value!.AsArray()[int.Parse(_text.AsSpan(_at, end - _at))];
                _at = end + 1;
            }
        }

        return value;
    }

    private async Task<JsonNode?> CallAsync()
    {
        var (name, arguments) = (Name(), new List<JsonNode?>());
        Expect('(');
        while (Peek() != ')')
        {
            arguments.Add(await ValueAsync());
            if (Peek() == ',') _at++;
            while (Peek() == ' ') _at++;
        }

        Expect(')');
        return await call(name, arguments);
    }

    private string Text()
    {
        var text = new System.Text.StringBuilder();
        Expect('\'');
        while (true)
        {
            var character = Take();
            if (character != '\'') text.Append(character);
            else if (Peek() == '\'') text.Append(Take());
            else return text.ToString();
        }
    }

    private string Name()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() == '_') _at++;
        return start < _at ? _text[start.._at] : throw new FormatException($"A name is expected at {start}: {_text}");
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private char Take() => _at < _text.Length ? _text[_at++] : throw new FormatException($"It ends too soon: {_text}");

    private void Expect(char character)
    {
        if (Take() != character) throw new FormatException($"'{character}' is expected at {_at - 1}: {_text}");
    }
}
