using MlopsInfra.Cli.Reports;

namespace MlopsInfra.Cli.Repairing;

/// <summary>Resources of providers that make up ids: GitHub's, Azure DevOps', random ones.</summary>
internal static class BridgedIds
{
    /// <summary>How a person finds such an id.</summary>
    /// <param name="operation">The pending creation.</param>
    public static string HowToFind(ExportedOperation operation)
    {
        var package = operation.Type.Split(':')[0];
        var (type, where) = (operation.Type.Split('/')[^1].Split(':')[0], package switch
        {
            "azuredevops" =>
                "in Azure DevOps, by its name and project (its id is in the address of its page, or in what 'az devops' prints)",
            "github" => "on GitHub, by its repository and name",
            _ => $"with what {package} shows",
        });
        return $"its provider makes up the id, so it can't be worked out. Look for the {type} {where}; the page of the type in "
            + "the Pulumi registry says under 'Import' what its id looks like";
    }
}
