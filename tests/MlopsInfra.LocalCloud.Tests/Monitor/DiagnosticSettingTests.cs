namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>Diagnostic settings: destinations and categories that there are, each once.</summary>
public class DiagnosticSettingTests
{
    [Fact]
    public void Diagnostics_that_azure_does_not_have()
    {
        using var azure = TestCloud.WithGroup();
        var (vault, logs) = (Scenes.Vault(azure), Scenes.Logs(azure));
        string Id(string scope, string name) => $"{scope}/providers/Microsoft.Insights/diagnosticSettings/{name}";
        string Body(string category) =>
            $$$"""{"properties":{"workspaceId":"{{{logs}}}","logs":[{"category":"{{{category}}}","enabled":true}]} }""";
        Assert.Equal("At least one data sink needs to be specified.",
            azure.PutRefused(Id(vault, "logs"), """{"properties":{"logs":[]}}""").Message);
        Assert.Equal("BadRequest", azure.PutRefused(Id(vault, "logs"), Body("StorageRead")).Code);
        Assert.Equal("ResourceTypeNotSupported", azure.PutRefused(Id(Scenes.Identity(azure), "logs"), Body("AuditEvent")).Code);
        azure.Put(Id(vault, "logs"), Body("AuditEvent"));
        Assert.Equal((409, "Conflict"),
            (azure.PutRefused(Id(vault, "again"), Body("AuditEvent")).Status,
                azure.PutRefused(Id(vault, "again"), Body("AuditEvent")).Code));
    }
}
