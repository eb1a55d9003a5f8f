using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>
/// Writes a value that may hold outputs as JSON. A writer can't wait, so outputs that are not there yet are noted and the
/// value is written again once they are; what they hold may bring further outputs.
/// </summary>
internal static class OutputJsonWriter
{
    public static async ValueTask<OutputData<string>> WriteAsync<T>(Output<T> output, JsonSerializerOptions? options)
    {
        var data = await output.Data;
        if (!data.IsKnown)
            return data.AsUnknown<string>();
        while (true)
        {
            var resolver = new OutputConverterFactory();
            // The converter keeps what it met in this one pass, so the options can't be shared.
#pragma warning disable CA1869
            var withOutputs = new JsonSerializerOptions(options ?? JsonSerializerOptions.Default);
#pragma warning restore CA1869
            withOutputs.Converters.Insert(0, resolver);
            var text = JsonSerializer.Serialize(data.Value, withOutputs);
            if (resolver.Pending.Count == 0)
                return resolver.State.Complete(text).Within(data);
            await Task.WhenAll(resolver.Pending);
        }
    }

    private sealed class OutputConverterFactory : JsonConverterFactory
    {
        private OutputState _state = new();

        public List<Task> Pending { get; } = [];

        public OutputState State => _state;

        public override bool CanConvert(Type typeToConvert) =>
            typeof(IOutput).IsAssignableFrom(typeToConvert) || typeof(IInput).IsAssignableFrom(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(OutputConverter<>).MakeGenericType(typeToConvert), this)!;

        public void Write(Utf8JsonWriter writer, IOutput output, JsonSerializerOptions options)
        {
            var pending = output.GetUntypedDataAsync();
            if (!pending.IsCompleted)
            {
                Pending.Add(pending.AsTask());
                writer.WriteNullValue();
                return;
            }
            var data = pending.GetAwaiter().GetResult();
            _state.Add(data);
            if (data.IsKnown)
                JsonSerializer.Serialize(writer, data.Value, options);
            else
                writer.WriteNullValue();
        }
    }

    private sealed class OutputConverter<T>(OutputConverterFactory factory) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException(
                "An output can't be read from JSON: deserialize its value type and use Output.Create.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            factory.Write(writer, value is IOutput output ? output : ((IInput)value!).ToUntypedOutput(), options);
    }
}
