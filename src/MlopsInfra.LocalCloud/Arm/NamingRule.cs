using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>How a type's names have to look.</summary>
/// <param name="Pattern">A regular expression for the whole name.</param>
/// <param name="Minimum">Least number of characters.</param>
/// <param name="Maximum">Greatest number of characters.</param>
/// <param name="Code">Azure's error code.</param>
/// <param name="Message">Azure's message; {0} is the name.</param>
/// <param name="Reserved">Names that are taken by Azure itself.</param>
internal sealed record NamingRule(string Pattern, int Minimum, int Maximum, string Code, string Message, params string[] Reserved)
{
    /// <summary>ARM's own rule, which holds for every type.</summary>
    public static NamingRule Any { get; } =
        new(@"[^<>%&\\?/]*[^<>%&\\?/. ]", 1, 260, "InvalidResourceName", "Resource name '{0}' is invalid.");

    private readonly Lazy<Regex> _regex =
        new(() => new Regex($"^(?:{Pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    /// <summary>Whether a name is allowed.</summary>
    public bool Allows(string name) =>
        name.Length >= Minimum && name.Length <= Maximum && _regex.Value.IsMatch(name)
            && !Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What Azure says about a name that is not.</summary>
    public string Explain(string name) => string.Format(Message, name);
}
