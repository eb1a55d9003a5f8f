using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.EventGrid;

/// <summary>What a program may get wrong on topics and event subscriptions, and Azure's code for it.</summary>
internal static class EventGridMistakes
{
    private const string Handshake = """{"validationResponse":"@triggerBody()?[0]?['data']?['validationCode']"}""";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a webhook that does not answer the handshake", "Url validation",
            async (azure, or) => await azure.AccountAnd(async account =>
        {
            await azure.Topic(account);
            await azure.EventSubscription(await azure.Workflow(or[Handshake, """{"accepted":true}"""]));
        })),
        new("a webhook that answers with another code", "Url validation",
            async (azure, or) => await azure.AccountAnd(async account =>
        {
            await azure.Topic(account);
            await azure.EventSubscription(await azure.Workflow(or[Handshake, """{"validationResponse":"validationCode"}"""]));
        })),
        new("a webhook that nobody answers at", "Url validation", async (azure, or) => await azure.AccountAnd(async account =>
        {
            await azure.Topic(account);
            await azure.EventSubscription(or[await azure.Workflow(Handshake), "https://example.com/hook"]);
        })),
        new("dead letters into a container that is not there", "InvalidRequest",
            async (azure, or) => await azure.AccountAnd(async account =>
        {
            await azure.Container("dead-letters");
            await azure.Topic(account);
            await azure.EventSubscription(await azure.Workflow(Handshake), $$$"""
                ,"deadLetterDestination":{"endpointType":"StorageBlob","resourceId":"{{{account}}}","blobContainerName":"{{{or["dead-letters", "no-letters"]}}}"}
                """);
        })),
        new("an event type of another service", "InvalidRequest", async (azure, or) => await azure.AccountAnd(async account =>
        {
            await azure.Topic(account);
            await azure.EventSubscription(
                await azure.Workflow(Handshake),
                $$$""","filter":{"includedEventTypes":["{{{or["Microsoft.Storage.BlobCreated", "Microsoft.KeyVault.SecretNewVersionCreated"]}}}"]}""");
        })),
        new("events into a queue of an account that is not there", "InvalidRequest",
            async (azure, or) => await azure.AccountAnd(async account =>
        {
            await azure.Topic(account);
            await azure.Add("eventgrid:SystemTopicEventSubscription", "subscription", $$$"""
                {"resourceGroupName":"rg","systemTopicName":"topic","eventSubscriptionName":"onblob","destination":{"endpointType":"StorageQueue",
                 "resourceId":"{{{CloudProgram.Retargeted(account, or["stdata", "stnone"])}}}","queueName":"arrivals"} }
                """);
        })),
    ];
}
