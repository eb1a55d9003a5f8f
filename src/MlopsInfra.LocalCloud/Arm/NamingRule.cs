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
    public static NamingRule Any { get; } = Without(@"<>%&\\?/");

    private readonly Lazy<Regex> _regex =
        new(() => new Regex($"^(?:{Pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    /// <summary>
    /// Any characters but some, and neither a period nor a space at the end: so "Naming rules and restrictions for Azure
    /// resources" says it of many types.
    /// </summary>
    /// <param name="forbidden">The characters, as they stand in a character class of a regular expression.</param>
    /// <param name="maximum">Greatest number of characters.</param>
    public static NamingRule Without(string forbidden, int maximum = 260) =>
        new($"[^{forbidden}]*[^{forbidden}. ]", 1, maximum, "InvalidResourceName", "Resource name '{0}' is invalid.");

    /// <summary>A GUID.</summary>
    /// <param name="code">Azure's code for another name.</param>
    /// <param name="message">Its message; {0} is the name.</param>
    public static NamingRule Guid(string code, string message) =>
        new("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", 36, 36, code, message);

    /// <summary>Whether a name is allowed.</summary>
    public bool Allows(string name) =>
        name.Length >= Minimum && name.Length <= Maximum && _regex.Value.IsMatch(name)
            && !Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What Azure says about a name that is not.</summary>
    public string Explain(string name) => string.Format(Message, name);

    /// <summary>The refusal of a name that is not.</summary>
    /// <param name="name">The name.</param>
    /// <param name="target">Where it stands.</param>
    public ArmException Refusal(string name, string target) => new(400, Code, Explain(name), target);
}
