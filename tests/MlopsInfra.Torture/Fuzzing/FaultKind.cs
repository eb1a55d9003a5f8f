using System.Diagnostics;

namespace MlopsInfra.Torture.Fuzzing;

/// <summary>Which faults are the same: the exception's type and the product's method that it came from.</summary>
internal static class FaultKind
{
    public const string Slow = "over 1 s of processor time";
    public const string Large = "over 200 MB of memory";
    public const string Hang = "no end";

    public static string Of(Exception exception)
    {
        var frame = new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType is { } type
            && IsOurs(type.FullName) ? Name(type, frame.GetMethod()!.Name) : null).FirstOrDefault(name => name is not null);
        return $"{exception.GetType().Name} @ {frame ?? "nowhere"}";
    }

    /// <summary>The kind of an abort, from what the runtime wrote about it.</summary>
    public static string OfAbort(int exitCode, string error)
    {
        var lines = error.Split('\n');
        var first = lines.FirstOrDefault(line => line.Contains("overflow", StringComparison.OrdinalIgnoreCase)
            || line.Contains("memory", StringComparison.OrdinalIgnoreCase)
                || line.Contains("Unhandled", StringComparison.Ordinal));
        var frame = lines.Select(line => line.Trim()).FirstOrDefault(line =>
            line.StartsWith("at ", StringComparison.Ordinal) && IsOurs(line["at ".Length..]));
        return $"abort {exitCode}: {first?.Trim() ?? "no word"} @ {frame?["at ".Length..].Split('(')[0] ?? "nowhere"}";
    }

    private static bool IsOurs(string? name) => name?.StartsWith("MlopsInfra.", StringComparison.Ordinal) == true
        && !name.StartsWith("MlopsInfra.Torture", StringComparison.Ordinal);

    // Methods that the compiler made are named after those that they are part of.
    private static string Name(Type type, string method)
    {
        while (type.Name.StartsWith('<') && type.DeclaringType is { } outer)
        {
            if (type.Name.IndexOf('>') is > 1 and var end) method = type.Name[1..end];
            type = outer;
        }

        if (method.StartsWith('<') && method.IndexOf('>') is > 1 and var close) method = method[1..close];
        return $"{type.Name}.{method}";
    }
}
