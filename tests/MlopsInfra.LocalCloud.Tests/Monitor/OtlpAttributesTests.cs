using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp.Wire;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

public sealed class OtlpAttributesTests
{
    [Fact]
    public void An_attribute_within_another_may_be_without_a_value()
    {
        var list = new KeyValueList { Values = { new KeyValue { Key = "none" } } };
        var attributes = new OtlpAttributes([new KeyValue { Key = "of", Value = new AnyValue { KvlistValue = list } }]);

        Assert.Equal("""{"none":""}""", attributes.Take("of"));
    }
}
