//! KML, as people read it.

use super::service;

#[test]
fn kml_is_in_the_readers_language_and_drawn() {
    let service = service();
    let ask = |layer: &str, language: &str| {
        let path = format!("/collections/{layer}/items?f=kml");
        service.get_with(&path, &[("accept-language", language)]).text().to_owned()
    };
    let spanish = ask("households", "es");
    assert!(spanish.contains("<name>Hogares</name>") && spanish.contains("<displayName>Personas</displayName>"));
    assert!(ask("households", "en").contains("<displayName>Persons</displayName>"));
    assert!(
        spanish.contains("&lt;b&gt;Ñaña&lt;/b&gt; &amp; &quot;Cía&quot;, Mz. ]]&gt; A") && !spanish.contains('\u{1}')
    );
    let nowhere = spanish.split("<name>X-no-position</name>").nth(1).unwrap().split("</Placemark>").next().unwrap();
    assert!(nowhere.starts_with("<styleUrl>#bad_position</styleUrl>") && !nowhere.contains("Point"), "{nowhere}");
    for layer in ["settlements", "kitchens", "households", "catchments", "assignments", "gaps"] {
        let text = ask(layer, "es");
        let addresses = text.matches("http").count();
        assert_eq!(addresses, text.matches("http://www.opengis.net/kml/2.2").count(), "{layer} calls nobody");
    }
    assert!(ask("gaps", "es").contains("<styleUrl>#gaps</styleUrl>"));
    assert!(ask("catchments", "es").contains("<fill>0</fill>"));
    assert!(ask("kitchens", "es").contains("<name>Olla «K-1»</name><styleUrl>#open</styleUrl>"));
}
