using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Tests.Rules;

/// <summary>Networks, clusters, container groups, events, diagnostics: what goes together, and what is in use.</summary>
public class PlatformTests
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

    [Fact]
    public void An_event_subscription_whose_webhook_does_not_answer_the_handshake()
    {
        using var azure = TestCloud.WithGroup();
        var (account, workflow, topic) = (Scenes.Account(azure), TestCloud.In("Microsoft.Logic/workflows", "logic"),
            TestCloud.In("Microsoft.EventGrid/systemTopics", "topic"));
        azure.Put(topic,
            $$$"""{"location":"westeurope","properties":{"source":"{{{account}}}","topicType":"Microsoft.Storage.StorageAccounts"} }""");
        azure.Put(workflow, Workflow("""{"accepted":true}"""));
        var url = azure.Post(workflow, "listCallbackUrl")!["value"]!.GetValue<string>();
        string Body(string address) =>
            $$$"""{"properties":{"destination":{"endpointType":"WebHook","properties":{"endpointUrl":"{{{address}}}"} } } }""";
        var refusal = azure.PutRefused($"{topic}/eventSubscriptions/onblob", Body(url));
        Assert.Equal("Url validation", refusal.Code);
        Assert.Contains("not with the validationCode", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Url validation",
            azure.PutRefused($"{topic}/eventSubscriptions/onblob", Body("https://example.com/hook")).Code);
        azure.Put(workflow, Workflow("""{"validationResponse":"@triggerBody()?[0]?['data']?['validationCode']"}"""));
        Assert.Equal(account,
            azure.Put($"{topic}/eventSubscriptions/onblob", Body(url))["properties"]!["topic"]!.GetValue<string>());
        Assert.Equal("InvalidRequest",
            azure.PutRefused($"{topic}2",
                $$$"""{"location":"westeurope","properties":{"source":"{{{account}}}","topicType":"Microsoft.Storage.StorageAccounts"} }""").Code);
    }

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

    [Fact]
    public void A_deleted_vault_keeps_its_name_and_purge_protection_keeps_it_longer()
    {
        using var azure = TestCloud.WithGroup();
        var vault = Scenes.Vault(azure);
        azure.Delete(vault);
        Assert.Equal((409, "ConflictError"), (Refused().Status, Refused().Code));
        azure.Cloud.Purge(vault);
        Scenes.Vault(azure);
        azure.Put(vault,
            $$$"""{"location":"westeurope","properties":{"tenantId":"{{{TestCloud.Tenant}}}","sku":{"family":"A","name":"standard"},"enablePurgeProtection":true} }""");
        azure.Delete(vault);
        Assert.False(Assert.Single(azure.Cloud.SoftDeleted()).CanPurge);
        Assert.Equal("MethodNotAllowed", Assert.Throws<ArmException>(() => azure.Cloud.Purge(vault)).Code);

        ArmException Refused() => Assert.Throws<ArmException>(() => Scenes.Vault(azure));
    }

    private static string Workflow(string answer) => $$$"""
        {"location":"westeurope","properties":{"definition":{"$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
         "triggers":{"onEvent":{"type":"Request","kind":"Http","inputs":{} } },
         "actions":{"answer":{"type":"Response","runAfter":{},"inputs":{"statusCode":200,"body":{{{answer}}} } } } } } }
        """;
}
