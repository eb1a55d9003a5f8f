using System.Text;

namespace MlopsInfra.Torture.Requests;

/// <summary>An answer as it came.</summary>
/// <param name="Status">The status.</param>
/// <param name="Head">The status line and the headers.</param>
/// <param name="Body">The body.</param>
internal sealed record RawAnswer(int Status, string Head, byte[] Body)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The value of a header; null if there is none.</summary>
    /// <param name="name">The name.</param>
    public string? Header(string name)
    {
        foreach (var line in Head.Split("\r\n").Skip(1))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) return line[(name.Length + 1)..].Trim();
        }

        return null;
    }
}
