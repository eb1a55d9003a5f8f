namespace MlopsInfra.LocalCloud.Tests.EventGrid;

/// <summary>Event subscriptions: what answers the handshake, and what events can be led to.</summary>
public class EventSubscriptionTests
{
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

    [Theory]
    [InlineData("\"includedEventTypes\":[\"All\"]", "\"includedEventTypes\":[\"Microsoft.Storage.BlobCreate\"]",
        "properties.filter.includedEventTypes[0]", "Its event types: Microsoft.Storage.AsyncOperationInitiated, ")]
    [InlineData("\"values\":[\"a\"]", "\"values\":[TEXT]", "properties.filter.advancedFilters[0].values[0]", "512 characters")]
    [InlineData("\"values\":[\"a\"]", "\"values\":[VALUES]", "properties.filter.advancedFilters", "25 values, not 26")]
    [InlineData("[{\"operatorType\"", "[FILTERS{\"operatorType\"", "properties.filter.advancedFilters",
        "25 advanced filters, not 26")]
    public void A_filter_that_Azure_refuses(string right, string wrong, string target, string says)
    {
        using var azure = TestCloud.WithGroup();
        var account = Scenes.Account(azure);
        var (body, id) = ($$$"""
            {"properties":{"destination":{"endpointType":"StorageQueue","properties":{"resourceId":"{{{account}}}","queueName":"arrivals"} },
             "filter":{"includedEventTypes":["All"],"advancedFilters":[{"operatorType":"StringIn","key":"subject","values":["a"]}]} } }
            """, $"{account}/providers/Microsoft.EventGrid/eventSubscriptions/onblob");
        azure.Put(id, body);
        Assert.Contains(right, body, StringComparison.Ordinal);
        var filters = string.Concat(Enumerable.Repeat("""{"operatorType":"IsNotNull","key":"subject"},""", 25));
        var mistake = wrong.Replace("TEXT", $"\"{new string('a', 513)}\"", StringComparison.Ordinal)
            .Replace("VALUES", string.Join(',', Enumerable.Repeat("\"a\"", 26)), StringComparison.Ordinal)
            .Replace("FILTERS", filters, StringComparison.Ordinal);
        var refusal = azure.PutRefused(id, body.Replace(right, mistake, StringComparison.Ordinal));
        Assert.Equal((400, "InvalidRequest", target), (refusal.Status, refusal.Code, refusal.Target));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    private static string Workflow(string answer) => $$$"""
        {"location":"westeurope","properties":{"definition":{"$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
         "triggers":{"onEvent":{"type":"Request","kind":"Http","inputs":{} } },
         "actions":{"answer":{"type":"Response","runAfter":{},"inputs":{"statusCode":200,"body":{{{answer}}} } } } } } }
        """;
}
