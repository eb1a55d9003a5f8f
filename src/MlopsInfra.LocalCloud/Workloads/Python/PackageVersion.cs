using System.Globalization;

namespace MlopsInfra.LocalCloud.Workloads.Python;

/// <summary>Compares versions of Python packages by the numbers that they begin with (PEP 440).</summary>
internal static class PackageVersion
{
    /// <summary>Whether a version fits a clause such as <c>&gt;= 2.0</c>.</summary>
    /// <param name="found">The version.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="wanted">The version of the clause; <c>1.2.*</c> stands for all that begin so.</param>
    public static bool Fits(string found, string operation, string wanted)
    {
        if (wanted.EndsWith(".*", StringComparison.Ordinal))
            return StartsWith(found, wanted[..^2]) == (operation != "!=");
        var order = Compare(found, wanted);
        return operation switch
        {
            "==" or "===" => order == 0,
            "!=" => order != 0,
            ">=" => order >= 0,
            "<=" => order <= 0,
            ">" => order > 0,
            "<" => order < 0,
            // ~= 1.4.2 is >= 1.4.2 and == 1.4.*
            "~=" => order >= 0 && (wanted.LastIndexOf('.') is var last and > 0) && StartsWith(found, wanted[..last]),
            _ => true,
        };
    }

    private static bool StartsWith(string found, string start)
    {
        var (numbers, wanted) = (Numbers(found), Numbers(start));
        return wanted.Index().All(each => numbers.ElementAtOrDefault(each.Index) == each.Item);
    }

    private static int Compare(string one, string other)
    {
        var (left, right) = (Numbers(one), Numbers(other));
        for (var at = 0; at < Math.Max(left.Count, right.Count); at++)
        {
            if (left.ElementAtOrDefault(at).CompareTo(right.ElementAtOrDefault(at)) is var order and not 0) return order;
        }

        return string.Equals(Rest(one), Rest(other), StringComparison.OrdinalIgnoreCase) ? 0 : Later(Rest(one), Rest(other));
    }

    // 1.0rc1 comes before 1.0, and 1.0.post1 after it; a local part (+cpu) is no other version.
    private static int Later(string one, string other) => Rank(one).CompareTo(Rank(other)) is var order and not 0
        ? order : string.Compare(one, other, StringComparison.OrdinalIgnoreCase);

    private static int Rank(string rest) => rest switch
    {
        "" => 0,
        _ when rest.StartsWith(".post", StringComparison.OrdinalIgnoreCase) => 1,
        _ => -1,
    };

    private static List<long> Numbers(string version)
    {
        var numbers = new List<long>();
        foreach (var part in version.Split('+')[0].Split('.'))
        {
            var digits = string.Concat(part.TakeWhile(char.IsAsciiDigit));
            if (digits.Length == 0 || !long.TryParse(digits, CultureInfo.InvariantCulture, out var number)) break;
            numbers.Add(number);
            if (digits.Length < part.Length) break;
        }

        return numbers;
    }

    private static string Rest(string version) =>
        version.Split('+')[0].TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.')
        is { Length: > 0 } rest ? (version.Contains("." + rest, StringComparison.Ordinal) ? "." + rest : rest) : "";
}
