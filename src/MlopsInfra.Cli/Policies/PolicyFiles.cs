using MlopsInfra.AzurePolicy;

namespace MlopsInfra.Cli.Policies;

/// <summary>Reads the files of <c>--azure-policy</c>.</summary>
internal static class PolicyFiles
{
    /// <summary>Reads them, before anything else is done.</summary>
    /// <param name="files">The files; none for the built-in set.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">A file is not there, or holds no policies.</exception>
    public static async Task<IReadOnlyList<PolicyDocument>> ReadAsync(IReadOnlyList<string> files,
        CancellationToken cancellationToken)
    {
        var documents = new List<PolicyDocument>();
        foreach (var file in files)
        {
            if (!File.Exists(file))
                throw new CliException(ExitCode.Usage, "FileNotFound", $"--azure-policy {file}: there is no such file.", file);
            try
            {
                documents.Add(PolicyReader.Read(await File.ReadAllTextAsync(file, cancellationToken)));
            }
            catch (PolicyLanguageException exception)
            {
                throw Refused(file, exception);
            }
        }

        Check(documents, files);
        return documents;
    }

    // What an assignment is of has to be in one of the files, wherever it is assigned.
    private static void Check(List<PolicyDocument> documents, IReadOnlyList<string> files)
    {
        try
        {
            if (documents.Count > 0) PolicySet.CheckReferences(documents);
        }
        catch (PolicyLanguageException exception)
        {
            throw Refused(string.Join(", ", files), exception);
        }
    }

    private static CliException Refused(string file, PolicyLanguageException exception) => new(
        ExitCode.Usage, "NotPolicies",
        $"--azure-policy {file}: {exception.Message} What 'az policy assignment list', 'az policy definition list', 'az "
            + "policy set-definition list' and 'az policy exemption list' print can be read.",
        file, exception);
}
