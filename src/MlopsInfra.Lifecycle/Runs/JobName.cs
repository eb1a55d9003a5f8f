using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>The name of a job, which follows from what it does: the same content is the same job.</summary>
internal static class JobName
{
    /// <summary>What names of runs of the training pipeline begin with.</summary>
    public const string Training = "train";

    private const int HashLength = 12;
    private const int LongestWord = 30;

    /// <summary>Makes it.</summary>
    /// <param name="environment">Name of the environment, as in <c>dev</c>.</param>
    /// <param name="code">The pipeline component, <c>NAME:VERSION</c>.</param>
    /// <param name="inputs">What it is given, in any order.</param>
    /// <param name="dataVersion">What tells the contents of its data apart; null if that is not known.</param>
    /// <param name="attempt">The first, the second ...: from 1 on.</param>
    /// <param name="kind">What it begins with.</param>
    /// <returns>As in <c>train-dev-0f3a4c5d6e7f</c>.</returns>
    public static string Of(string environment, string code, IEnumerable<JobInput> inputs, string? dataVersion, int attempt,
        string kind = Training)
    {
        var text = new StringBuilder();
        Add("code", code);
        Add("data", dataVersion ?? "");
        Add("attempt", attempt.ToString(CultureInfo.InvariantCulture));
        foreach (var input in inputs.OrderBy(input => input.Name, StringComparer.Ordinal))
        {
            Add("input", input.Name);
            Add(input.Type, input.Text);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..HashLength];
        return $"{Word(kind)}-{Word(environment)}-{hash}";

        // With its length, no value can look like the beginning of the next one.
        void Add(string name, string value) =>
            text.Append(name).Append(' ').Append(value.Length).Append(' ').Append(value).Append('\n');
    }

    // Of what Azure takes in a job's name: letters, digits, hyphens and underscores.
    private static string Word(string text)
    {
        var letters = text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        var word = new string([.. letters]);
        return word.Length > LongestWord ? word[^LongestWord..].Trim('-') : word.Trim('-');
    }
}
