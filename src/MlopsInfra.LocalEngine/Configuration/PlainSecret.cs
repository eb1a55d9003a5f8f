namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>A secret that stands in a file of the configuration as it is, for all who can read the file or its history.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Key">The full key, with the path inside its value, as in <c>mlops-infra:pipelines.secrets.TOKEN</c>.</param>
/// <param name="Stack">The stack that the configuration is of.</param>
public sealed record PlainSecret(string Path, int Line, int Column, string Key, string Stack)
{
    /// <summary>What is wrong, and the command that mends it.</summary>
    public override string ToString()
    {
        var isPart = Key.AsSpan().IndexOfAny('.', '[') >= 0;
        var command = $"pulumi config set --secret {(isPart ? $"--path '{Key}'" : Key)} --stack {Stack}";
        return $"{Path}({Line},{Column}): {Key} stands here in plain text, for all who read the file or its history. "
            + $"'{command}' asks for the value and encrypts it; what was there for others to read has to be renewed.";
    }
}
