using System.Text;

namespace SdkGenerator.CSharp;

/// <summary>Text with indentation and braces.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>A string literal.</summary>
    public static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    /// <summary>Writes one line.</summary>
    public CodeWriter Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
        return this;
    }

    /// <summary>Marks what follows as deprecated, so that the compiler warns of its use.</summary>
    public CodeWriter ObsoleteIf(bool deprecated) => deprecated
        ? Line("[global::System.Obsolete(\"The package has deprecated this; its documentation says what to use instead.\")]")
        : this;

    /// <summary>Writes the head of a block and its opening brace.</summary>
    public CodeWriter Open(string head)
    {
        Line(head).Line("{");
        _depth++;
        return this;
    }

    /// <summary>Closes the innermost block.</summary>
    public CodeWriter Close()
    {
        _depth--;
        return Line("}");
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
