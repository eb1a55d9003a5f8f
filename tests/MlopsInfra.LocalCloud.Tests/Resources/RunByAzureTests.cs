namespace MlopsInfra.LocalCloud.Tests.Resources;

/// <summary>Resources whose creation is a run, which does not run here.</summary>
public sealed class RunByAzureTests
{
    [Fact]
    public void What_azure_would_run_is_refused_and_not_written_down()
    {
        using var azure = TestCloud.WithGroup();
        var deployment = TestCloud.In("Microsoft.Resources/deployments", "network");
        var refusal = azure.PutRefused(deployment, """{"properties":{"mode":"Incremental","template":{} } }""");
        Assert.Equal((501, "NotImplemented"), (refusal.Status, refusal.Code));
        Assert.Contains("Leave it out of a local deployment", refusal.Message, StringComparison.Ordinal);
        Assert.Null(azure.Get(deployment));
        var run = $"{Scenes.Registry(azure)}/taskRuns/build";
        Assert.Equal("NotImplemented", azure.PutRefused(run, """{"properties":{} }""").Code);
    }
}
